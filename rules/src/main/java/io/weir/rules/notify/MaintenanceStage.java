package io.weir.rules.notify;

import io.weir.rules.maintenance.MaintenanceWindow;
import io.weir.rules.maintenance.MaintenanceWindows;
import java.util.List;
import java.util.stream.Collectors;

/** It is worked on, so events are expected. That something is over is told nevertheless, to who knows that it fired. */
final class MaintenanceStage implements Stage {
    private final MaintenanceWindows windows;

    MaintenanceStage(MaintenanceWindows windows) {
        this.windows = windows;
    }

    @Override
    public void judge(Draft draft) {
        draft.holdFiring(NotifyReason.IN_MAINTENANCE, event -> {
            List<MaintenanceWindow> covering = windows.covering(event.labels(), draft.now);
            return covering.isEmpty()
                    ? null
                    : covering.stream()
                            .map(window -> window.maintenance().name() + " (" + window.id() + ")")
                            .collect(Collectors.joining(", "));
        });
    }
}
