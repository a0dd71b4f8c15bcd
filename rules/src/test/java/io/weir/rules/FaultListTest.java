package io.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tests stand for cases 27 to 43 of the fault list: rules, events and notifications. A test that is renamed is missed here. */
class FaultListTest {
    @ParameterizedTest(name = "case {0}: {2}")
    @CsvSource({
        "27, EventStormTest, eventsOutliveThreeKills",
        "28, NotifyKillTest, fiveHundredEventsOutliveTwoKills",
        "28, notify.ReceiptLogTest, ",
        "28, notify.webhook.WebhookChannelTest, everyAttemptHasTheSameIdempotencyKey",
        "29, NotifyKillTest, tenThousandEventsOutliveTwoKills",
        "30, notify.CircuitTest, silentChannelIsTriedWithOneMessageAtATimeUntilOneArrives",
        "30, notify.NotificationsTest, receiverThatHangsIsGivenUpAndHoldsUpNoOther",
        "30, notify.http.PosterTest, serverThatNeverAnswersCostsTheDeadlineAndMayPass",
        "31, notify.NotificationsTest, serverErrorIsRetriedWithTheSameKeyUntilItIsTaken",
        "31, notify.NotificationsTest, backoffDoublesToABoundWithJitter",
        "32, notify.NotificationsTest, retryAfterOfATooManyRequestsIsHonoured",
        "33, notify.NotificationsTest, clientErrorIsDeadAtOnceAndCanBeSentAgain",
        "34, notify.http.AddressRulesTest, addressesInUnusualFormsAreRefused",
        "34, notify.http.AddressRulesTest, nameThatMeansAnotherAddressAfterTheCheckIsConnectedToTheCheckedOne",
        "34, notify.NotificationsTest, redirectIsNotFollowed",
        "35, notify.http.PosterTest, gigabyteOfAnAnswerIsReadToFourKilobytes",
        "36, notify.RobotPipelineTest, tenThousandEventsInAMinuteStayBelowTheLimitAndNoneIsLeftOut",
        "36, notify.RobotPipelineTest, refusalWithStatus200IsADeadLetterThatSaysWhy",
        "36, notify.RobotPipelineTest, wrongSignatureIsADeadLetterThatNamesTheSecret",
        "36, notify.dingtalk.DingtalkChannelTest, wrongSecretAndWrongClockAreRefusedWithWhatToMend",
        "37, notify.email.EmailChannelTest, serverThatIsDownMayPass",
        "37, notify.email.EmailChannelTest, greylistedMailboxMayPassAndAnUnknownOneIsRefused",
        "37, notify.email.EmailChannelTest, serverThatHangsInDataCostsTheDeadline",
        "37, notify.email.EmailChannelTest, serverWhoseStartTlsWasTakenAwayGetsNeitherLoginNorMail",
        "38, rulefile.RuleFilesTest, aRuleThatFailsSaysSoAndTouchesNoOther",
        "38, rulefile.RuleFilesTest, aDivisionByZeroIsAValueAndStopsNoRule",
        "39, rulefile.RuleFilesTest, aReloadKeepsTheStateOfRulesThatStay",
        "39, rulefile.RuleFilesTest, theEventsOfARuleThatIsTakenAwayAreResolved",
        "40, rulefile.RuleFilesTest, aRestartGoesOnWithWhatIsLeftOfFor",
        "40, EventStormTest, eventsOutliveThreeKills",
        "41, notify.PipelineTest, whatWaitsForARetryObeysASilence",
        "41, notify.AcceptanceTest, silencedEventIsLeftOutUntilTheSilenceEnds",
        "42, rulefile.RuleFilesTest, alertsThatAgreeInEveryLabelAreAnErrorAndNotOneOfThem",
        "43, notify.text.MessageTemplateTest, templatesWithinValuesAreTexts",
        "43, notify.text.MessageTemplateTest, objectsAreOutOfReach",
        "43, notify.dingtalk.DingtalkChannelTest, textsOfAttackersAreNoMentionsNoLinksAndNoTemplates",
        "43, notify.email.EmailChannelTest, textsOfAttackersAddNoHeaderAndNoHtml"
    })
    void caseHasItsTest(int number, String type, String method) throws ClassNotFoundException {
        List<Method> tests = Arrays.stream(
                        Class.forName("io.weir.rules." + type).getDeclaredMethods())
                .filter(candidate -> method == null || candidate.getName().equals(method))
                .filter(candidate -> candidate.isAnnotationPresent(Test.class)
                        || candidate.isAnnotationPresent(ParameterizedTest.class))
                .toList();
        assertThat(tests).as("case " + number).isNotEmpty();
    }
}
