package io.weir.diagnosis.scene;

/** One way of getting evidence. It adds what it gets to the draft, says what it cannot get, and returns within some seconds. */
@FunctionalInterface
interface Capture {
    void into(SceneDraft draft, Cast cast);
}
