package io.weir.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tests stand for cases 44 to 57 of the fault list: logs. A test that is renamed is missed here. */
final class FaultListTest {
    @ParameterizedTest(name = "case {0}: {2}")
    @CsvSource({
        "44, log.RecordJoinerTest, fiftyMegabyteLineIsCutAndItsMemoryGivenBack",
        "44, log.push.LogPushTest, lineLongerThanTheLimitIsCutAndMarked",
        "45, log.RecordJoinerTest, bytesThatAreNoTextStayAsTheyAre",
        "45, index.OddBytesTest, binaryLinesAreFoundByTheirWordsAndStayAsTheyAre",
        "46, log.LogTailTest, renamedFileIsReadToItsEndAndTheNewOneFromItsStart",
        "46, log.LogTailTest, renamedFileThatTheGlobStillMatchesIsNotReadTwice",
        "46, log.LogrotateTest, everyLineIsTakenOnce",
        "47, log.LogrotateTest, everyLineIsTakenOnceThoughNobodyLookedMeanwhile",
        "47, log.LogTailTest, copytruncateLosesAndDoublesNothing",
        "47, log.LogTailTest, fileThatWasTruncatedAndGrewBeyondItsOldEndWhileNobodyLookedIsReadFromItsStart",
        "48, log.LogTailTest, inodeThatIsUsedAgainIsAnotherFile",
        "48, log.LogTailTest, shortFileWhoseInodeIsUsedAgainIsAnotherFileWhileWeLook",
        "49, log.RecordJoinerTest, readsOfAnySizeGiveTheSameRecords",
        "49, log.LogTailTest, stackTraceThatIsWrittenInPiecesIsOneRecord",
        "50, log.LogTailTest, nothingIsReadWhileTheSinkRefusesAndNothingIsLost",
        "50, log.push.LogPushTest, storeThatIsBehindAndOneWithoutADiskAreToldApart",
        "50, log.push.LogPushTest, bodiesAreBoundedTogether",
        "51, log.TimeReaderTest, timesFarOffGiveWayToTheTimeOfArrival",
        "51, index.OddTimesTest, linesOutOfOrderAndFarOffAreFoundInOneStableOrder",
        "52, log.TimeReaderTest, hourThatIsRepeatedInAutumnKeepsTheOrderOfTheLines",
        "52, index.OddTimesTest, zonesAndFormatsOfOneFileAreReadLineByLine",
        "53, index.FailPointTest, nothingIsLostOrDoubledAtTheFirstTime",
        "53, index.KillTest, everyAcknowledgedLineIsThereOnceAfterAFewKills",
        "53, index.RetentionTest, deletionThatACrashCutShortIsFinished",
        "54, index.PowerLossTest, whatWasAcknowledgedOutlivesThePowerCut",
        "55, index.DiskFullTest, nothingIsTakenInWhileTheReserveIsTouchedAndThenAgain",
        "55, index.DiskFullTest, diskThatIsReallyFullLosesNothingAndRecovers",
        "56, index.StoreRecoveryTest, damagedBlockIsLeftOutAndTheRestIsServed",
        "56, index.StoreRecoveryTest, blockThatIsDamagedWhileTheStoreRunsIsLeftOut",
        "56, index.StoreRecoveryTest, damagedIndexIsBuiltAnew",
        "57, index.QueryBombTest, wideQueriesAreAnsweredInFull",
        "57, index.QueryBombTest, longExpressionsAndThousandsOfTermsAreRefused",
        "57, index.QueryBombTest, searchWithoutTimeSaysPartialAndItsPagesStillFindEverything",
        "57, index.QueryBombTest, tailsAreBounded"
    })
    void caseHasItsTest(int number, String type, String method) throws ClassNotFoundException {
        List<Method> tests = Arrays.stream(
                        Class.forName("io.weir.diagnosis." + type).getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .filter(candidate -> candidate.isAnnotationPresent(Test.class)
                        || candidate.isAnnotationPresent(ParameterizedTest.class))
                .toList();
        assertThat(tests).as("case " + number).isNotEmpty();
    }
}
