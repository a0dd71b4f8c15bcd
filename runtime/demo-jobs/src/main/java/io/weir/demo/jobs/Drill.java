package io.weir.demo.jobs;

/** What can be broken on purpose. */
enum Drill {
    BACK_PRESSURE("back-pressure"),
    CHECKPOINT_FAILURE("checkpoint-failure"),
    JOB_FAILURE("job-failure"),
    FULL_GC("full-gc");

    private final String fileName;

    Drill(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }
}
