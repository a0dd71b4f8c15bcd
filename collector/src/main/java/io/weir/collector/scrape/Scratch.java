package io.weir.collector.scrape;

/** What a worker needs to read pages and no target needs between them. Belongs to one thread. */
final class Scratch {
    final Gzip gzip = new Gzip();

    /** The next page is read into it; the table of the page before comes back. */
    PageTable table = new PageTable(0);
}
