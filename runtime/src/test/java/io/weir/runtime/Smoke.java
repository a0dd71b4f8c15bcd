package io.weir.runtime;

import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.driver.local.*;
import io.weir.runtime.driver.session.JobSubmission;
import java.nio.file.Path;
import java.time.Clock;
import java.util.*;

public class Smoke {
    public static void main(String[] a) throws Exception {
        long t = System.currentTimeMillis();
        Runtime r = Runtime.open(new RuntimeConfig(Path.of(a[0])), s -> System.out.println("SIGNAL " + s), Clock.systemUTC());
        r.distribution(new FlinkVersion("2.3.0"), (s, d, n) -> System.out.println(d + "/" + n + " " + s));
        System.out.println("distribution ms " + (System.currentTimeMillis() - t));
        t = System.currentTimeMillis();
        LocalCluster c = r.start(new LocalClusterSpec("demo", new FlinkVersion("2.3.0"), 2, 4, "1024m", "1024m", Map.of()), (s, d, n) -> System.out.println(d + "/" + n + " " + s));
        System.out.println("start ms " + (System.currentTimeMillis() - t) + " " + c);
        t = System.currentTimeMillis();
        for (String j : List.of("Orders", "Payments", "Inventory"))
            System.out.println(j + " " + r.submit(c.rest(), new JobSubmission(j.toLowerCase(Locale.ROOT), Path.of(a[1]), "io.weir.demo.jobs." + j, List.of("--drills", a[0] + "/drills"), 2)));
        System.out.println("submit ms " + (System.currentTimeMillis() - t));
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            String l = in.nextLine();
            try {
                if (l.startsWith("kill ")) System.out.println("killed " + r.kill("demo", l.substring(5)));
                else if (l.equals("ls")) System.out.println(r.clusters());
                else if (l.equals("quit")) break;
            } catch (RuntimeException e) { e.printStackTrace(System.out); }
        }
        t = System.currentTimeMillis();
        r.close();
        System.out.println("stop ms " + (System.currentTimeMillis() - t));
    }
}
