package io.weir.rules.detector;

import io.weir.collector.signal.DeploymentSettled;
import io.weir.collector.signal.DeploymentTroubled;
import io.weir.collector.signal.Signal;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A deployment of Weir's own is not what people want it to be; over when it is, or after a while. */
final class DeploymentFailed implements Rule.OnSignals {
    private final EventTexts texts;
    private final Duration shownFor;

    DeploymentFailed(EventTexts texts) {
        this.texts = texts;
        this.shownFor = texts.inForce().duration("shownFor");
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (signal instanceof DeploymentSettled settled) {
            return Shown.resolve(
                    moment, event -> isAbout(event, settled.workspace(), settled.deployment()), settled.because());
        }
        if (!(signal instanceof DeploymentTroubled troubled)) {
            return List.of();
        }
        // Another attempt is another job; what its deployment is in trouble about is the newest of them alone.
        List<Outcome> outcomes = new ArrayList<>(Shown.resolve(
                moment,
                event -> isAbout(event, troubled.workspace(), troubled.deployment())
                        && !troubled.jobId().equals(event.subject().jobId()),
                "it was tried again"));
        // Each Weir that starts tells of it again, which is no news when it was shown long enough.
        if (troubled.at().plus(shownFor).isAfter(moment.at())) {
            outcomes.add(new Outcome.Fire(condition(troubled)));
        }
        return outcomes;
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        return Shown.over(moment, shownFor);
    }

    private static boolean isAbout(Event event, String workspace, String deployment) {
        return deployment.equals(event.annotations().get("deployment"))
                && workspace.equals(event.annotations().get("workspace"));
    }

    /** The first line says what failed, and the deepest cause, where a log or a stack trace follows, why. */
    private static String said(String why) {
        String deepest = StackTraceText.deepestCause(why);
        return StackTraceText.headline(why) + (deepest == null ? "" : " " + deepest);
    }

    private Condition condition(DeploymentTroubled troubled) {
        String said = said(troubled.why());
        return texts.condition(
                new Subject(troubled.cluster(), troubled.jobId(), troubled.deployment(), null, null, null),
                Double.NaN,
                new Text(said, said),
                Map.of(
                        "deployment", troubled.deployment(),
                        "workspace", troubled.workspace(),
                        "running", String.valueOf(troubled.running()),
                        "reason", troubled.why()),
                troubled.at());
    }
}
