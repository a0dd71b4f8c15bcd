package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** Lucene's files, with {@link FailPoint}s. */
final class HaltingDirectory extends FilterDirectory {
    private HaltingDirectory(Directory directory) {
        super(directory);
    }

    /** The directory itself, unless a test ends this process somewhere. */
    static Directory of(Directory directory) {
        return FailPoint.isAnyArmed() ? new HaltingDirectory(directory) : directory;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        IndexOutput output = super.createOutput(name, context);
        FailPoint.INDEX_FILE_MADE.reached();
        if (context.context == IOContext.Context.MERGE) {
            FailPoint.INDEX_MERGING.reached();
        }
        return output;
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        super.sync(names);
        FailPoint.INDEX_FILES_SYNCED.reached();
    }

    @Override
    public void rename(String source, String dest) throws IOException {
        FailPoint.INDEX_COMMIT_WRITTEN.reached();
        super.rename(source, dest);
        FailPoint.INDEX_COMMITTED.reached();
    }

    @Override
    public void deleteFile(String name) throws IOException {
        super.deleteFile(name);
        FailPoint.INDEX_FILE_DELETED.reached();
    }
}
