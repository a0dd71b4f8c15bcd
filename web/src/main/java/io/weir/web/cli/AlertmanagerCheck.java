package io.weir.web.cli;

import io.weir.rules.route.alertmanager.AlertmanagerFile;
import io.weir.rules.route.alertmanager.AlertmanagerFile.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Says whether Alertmanager would take a file, as {@code amtool check-config} does, and what Weir makes of it. */
final class AlertmanagerCheck {
    private AlertmanagerCheck() {}

    /** Prints everything; answers the exit code, amtool's. */
    static int check(Path file, PrintWriter out, PrintWriter err) {
        out.print("Checking '" + file + "'");
        AlertmanagerFile read = AlertmanagerFile.read(RoutesCommand.text(file));
        if (!read.faults().isEmpty()) {
            out.println("  FAILED");
            for (Finding fault : read.faults()) {
                err.println(file + ":" + fault);
            }
            return CommandLineInterface.FAILED;
        }
        out.println("  SUCCESS");
        out.println("Found:");
        out.println(" - " + (read.routing().tree().routes().count()) + " routes");
        out.println(" - " + read.routing().inhibitRules().size() + " inhibit rules");
        out.println(" - " + read.routing().timeIntervals().size() + " time intervals");
        out.println(" - " + read.receivers().size() + " receivers");
        out.println(" - " + read.templates() + " templates");
        out.println();
        out.println(
                "Weir takes route, inhibit_rules, time_intervals and receivers as they are, under notifications: in weir.yaml"
                        + (read.notes().isEmpty() ? "." : ", except:"));
        read.notes().forEach(note -> out.println(" - " + file + ":" + note));
        return CommandLineInterface.OK;
    }
}
