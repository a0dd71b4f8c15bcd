/**
 * A data folder as one file, and back. A backup is a ZIP archive (<a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>) whose last
 * entry, {@code manifest.json}, names every other with its size and SHA-256; an archive without it was cut off. Nothing here needs a running Weir, and nothing
 * disturbs one: databases are copied by SQLite's backup API, files that only grow are copied to where they end, in the order in which a kill would leave them.
 */
@NullMarked
package io.weir.web.backup;

import org.jspecify.annotations.NullMarked;
