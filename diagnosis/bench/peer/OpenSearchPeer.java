import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A real OpenSearch of one node: {@code java -cp ... OpenSearchPeer.java FOLDER PORT}. It runs until it is killed or its parent ends. */
public final class OpenSearchPeer {
    private OpenSearchPeer() {}

    public static void main(String[] args) throws InterruptedException {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("http.port", args[1]);
            settings.put("network.host", "127.0.0.1");
            settings.put("discovery.type", "single-node");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        });
        runner.build(OpenSearchRunner.newConfigs()
                .basePath(args[0])
                .clusterName("bench")
                .numOfNode(1)
                .useLogger());
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        while (parent.isAlive()) {
            Thread.sleep(500);
        }
        Runtime.getRuntime().halt(0);
    }
}
