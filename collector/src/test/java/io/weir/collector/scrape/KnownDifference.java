package io.weir.collector.scrape;

/** Where our verdict on a page is meant to differ from Prometheus'; docs/scraping.md says why. */
enum KnownDifference {
    /** Lines that end with a carriage return are read here; Prometheus takes it for a part of the number. */
    CARRIAGE_RETURN {
        @Override
        boolean explains(TrialPage page, Stored ours, Stored theirs) {
            return ours.accepted() && !theirs.accepted() && page.text().matches("(?s).*\r[ \t\r]*(\n.*|)");
        }
    },
    /** Blanks before a series mean nothing here, as the format says; Prometheus 2.42 takes them for a part of its name. */
    LEADING_BLANKS {
        @Override
        boolean explains(TrialPage page, Stored ours, Stored theirs) {
            return ours.accepted() && !theirs.accepted() && page.text().matches("(?s)(.*\n|)[ \t]+[a-zA-Z_:].*");
        }
    },
    /** A NUL byte fails the page here; Prometheus takes it for the page's end and drops the rest in silence. */
    NUL {
        @Override
        boolean explains(TrialPage page, Stored ours, Stored theirs) {
            return !ours.accepted() && theirs.accepted() && page.text().indexOf('\0') >= 0;
        }
    },
    /** A label that occurs twice fails the page here; Prometheus drops both when one is empty, and renames both when its target has it. */
    LABEL_TWICE {
        @Override
        boolean explains(TrialPage page, Stored ours, Stored theirs) {
            return !ours.accepted() && theirs.accepted() && ours.error().contains("occurs twice");
        }
    };

    abstract boolean explains(TrialPage page, Stored ours, Stored theirs);
}
