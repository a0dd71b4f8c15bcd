package io.weir.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.web.audit.AuditEntry;
import io.weir.web.audit.AuditTrail;
import io.weir.web.audit.InMemoryAuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What access does, whatever its store. */
abstract class AccessContract {
    private static final String ADDRESS = "127.0.0.1";

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit before each test.
    Path folder;

    final TestingClock clock = new TestingClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final AuditTrail audit = new InMemoryAuditTrail();

    abstract AccessStore store();

    private Access open() {
        return new Access(store(), audit, clock);
    }

    @Test
    void theFirstStartMakesTheAdminAndLaterOnesDoNot() {
        Access access = open();
        String password = access.createFirstAccount().orElseThrow();

        assertThat(access.createFirstAccount()).isEmpty();
        assertThat(access.login("admin", password, ADDRESS)).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void aSessionEndsAfterTwelveIdleHoursOnly() {
        Access access = open();
        String session = login(access);
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofHours(11));
            assertThat(access.bySession(session)).isPresent();
        }

        clock.advance(Duration.ofHours(12).plusSeconds(1));

        assertThat(access.bySession(session)).isEmpty();
    }

    @Test
    void logoutAndANewPasswordEndSessions() {
        Access access = open();
        String first = login(access);
        access.logout(first);
        assertThat(access.bySession(first)).isEmpty();

        String second = ((LoginResult.Granted) access.login("admin", access.resetAdminPassword(), ADDRESS)).sessionId();
        access.resetAdminPassword();

        assertThat(access.bySession(second)).isEmpty();
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreRefusedAlike() {
        Access access = open();
        access.createFirstAccount();

        assertThat(access.login("admin", "wrong", ADDRESS)).isEqualTo(access.login("nobody", "wrong", ADDRESS));
    }

    @Test
    void failuresLockAnAccountForAWhileEvenWithTheRightPassword() {
        Access access = open();
        String password = access.createFirstAccount().orElseThrow();
        for (int i = 0; i < 10; i++) {
            assertThat(access.login("admin", "wrong", "10.0.0." + i)).isInstanceOf(LoginResult.Refused.class);
        }

        assertThat(access.login("admin", password, "10.0.1.1")).isInstanceOf(LoginResult.LockedOut.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(access.login("admin", password, "10.0.1.1")).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void failuresLockAnAddressWhateverNamesItTries() {
        Access access = open();
        String password = access.createFirstAccount().orElseThrow();
        for (int i = 0; i < 30; i++) {
            assertThat(access.login("name-" + i, "wrong", ADDRESS)).isInstanceOf(LoginResult.Refused.class);
        }

        assertThat(access.login("admin", password, ADDRESS)).isInstanceOf(LoginResult.LockedOut.class);
        assertThat(access.login("admin", password, "10.0.0.1")).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void loginsAreAudited() {
        Access access = open();
        String password = access.createFirstAccount().orElseThrow();
        access.login("admin", "wrong", ADDRESS);
        access.login("admin", password, ADDRESS);

        assertThat(audit.newest(2))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("admin", "login", "ok"),
                        org.assertj.core.groups.Tuple.tuple("admin", "login", "refused"));
    }

    @Test
    void theTokenFileIsForItsOwnerOnlyAndComesBackWhenItIsLost() throws IOException {
        Access access = open();
        access.createFirstAccount();
        Path file = folder.resolve("admin.token");
        access.admitTokenFile(file);
        String token = Files.readString(file).strip();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(access.byToken(token)).contains(new Principal("admin", Role.ADMIN, false));

        Files.delete(file);
        access.admitTokenFile(file);

        assertThat(access.byToken(token)).isEmpty();
        assertThat(access.byToken(Files.readString(file).strip())).isPresent();
    }

    @Test
    void aRoleIsReadAtEachRequest() {
        AccessStore store = store();
        Access access = new Access(store, audit, clock);
        String session = login(access);
        Account admin = store.account("admin").orElseThrow();

        store.putAccount(new Account("admin", Role.VIEWER, admin.passwordHash()), clock.instant());

        assertThat(access.bySession(session)).map(Principal::role).contains(Role.VIEWER);
    }

    private static String login(Access access) {
        String password = access.resetAdminPassword();
        return ((LoginResult.Granted) access.login("admin", password, ADDRESS)).sessionId();
    }
}
