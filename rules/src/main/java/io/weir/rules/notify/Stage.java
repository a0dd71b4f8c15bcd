package io.weir.rules.notify;

/** One step between a group that is due and a message. Stages that have nothing to do return early. */
interface Stage {
    /** Takes out of the draft what is not to be told now, each with its reason. */
    void judge(Draft draft);
}
