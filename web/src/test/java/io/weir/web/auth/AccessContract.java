package io.weir.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.web.audit.AuditEntry;
import io.weir.web.audit.AuditTrail;
import io.weir.web.audit.InMemoryAuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
        assertThat(access.byToken(token))
                .get()
                .extracting(Principal::username, Principal::role, Principal::permissions, Principal::byCookie)
                .containsExactly("admin", "super_admin", Role.SUPER_ADMIN.permissions(), false);

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

        store.putAccount(new Account("admin", "viewer", admin.passwordHash(), admin.createdAt()));

        assertThat(access.bySession(session).orElseThrow())
                .extracting(Principal::role, Principal::permissions)
                .containsExactly("viewer", Set.of(Permission.READ));
    }

    @Test
    void aSessionEndsAfterAWeekHoweverMuchItIsUsed() {
        Access access = open();
        String session = login(access);
        for (int hours = 0; hours < 7 * 24; hours += 6) {
            assertThat(access.bySession(session)).as("after %d hours", hours).isPresent();
            clock.advance(Duration.ofHours(6));
        }
        clock.advance(Duration.ofHours(1));

        assertThat(access.bySession(session)).isEmpty();
    }

    @Test
    void membersAreAddedGivenRolesAndRemovedWithTheirSessionsAndTokens() {
        Access access = open();
        Principal admin = admin(access);
        String password = access.members().add(admin, "ann", "developer", null);
        String session = session(access, "ann", password);
        Principal ann = access.bySession(session).orElseThrow();
        String secret =
                access.tokens().create(ann, "ci", TokenScope.EDITOR, null, null).secret();

        assertThat(access.members().all()).extracting(Member::username).containsExactly("admin", "ann");
        assertThat(access.members().find("ann").lastSeenAt()).isEqualTo(clock.instant());
        assertThat(access.byToken(secret).orElseThrow().permissions()).isEqualTo(Role.DEVELOPER.permissions());

        access.members().setRole(admin, "ann", "viewer");
        assertThat(access.byToken(secret).orElseThrow().permissions()).containsExactly(Permission.READ);

        access.members().remove(admin, "ann");
        assertThat(access.bySession(session)).isEmpty();
        assertThat(access.byToken(secret)).isEmpty();
        assertThat(access.login("ann", password, ADDRESS)).isInstanceOf(LoginResult.Refused.class);
    }

    @Test
    void theLastSuperAdminStays() {
        Access access = open();
        Principal admin = admin(access);
        access.members().add(admin, "second", "super_admin", "a long password");
        Principal second =
                access.bySession(session(access, "second", "a long password")).orElseThrow();

        access.members().setRole(second, "admin", "viewer");

        refused(() -> access.members().setRole(second, "second", "viewer"), MemberException.Kind.CONFLICT, "last");
        refused(() -> access.members().remove(second, "second"), MemberException.Kind.CONFLICT, "own account");
    }

    @Test
    void nobodyGivesOrTakesWhatTheyMayNot() {
        Access access = open();
        Principal admin = admin(access);
        access.members().add(admin, "wanda", "workspace_admin", "a long password");
        Principal wanda =
                access.bySession(session(access, "wanda", "a long password")).orElseThrow();

        refused(
                () -> access.members().add(wanda, "eve", "super_admin", null),
                MemberException.Kind.FORBIDDEN,
                "more than you may");
        refused(() -> access.members().resetPassword(wanda, "admin", null), MemberException.Kind.FORBIDDEN, "more");
        refused(() -> access.members().setRole(wanda, "wanda", "super_admin"), MemberException.Kind.FORBIDDEN, "more");
        refused(
                () -> access.roles().put(wanda, "root", List.of("read", "edit_system")),
                MemberException.Kind.FORBIDDEN,
                "more");
        access.members().add(wanda, "dev", "developer", "a long password");
    }

    @Test
    void rolesOfASitesOwnAreMadeOfPermissionsAndStayWhileSomebodyHasThem() {
        Access access = open();
        Principal admin = admin(access);
        access.roles().put(admin, "on_call", List.of("read", "handle_events"));
        String password = access.members().add(admin, "olli", "on_call", null);
        String session = session(access, "olli", password);

        assertThat(access.bySession(session).orElseThrow().permissions())
                .containsExactlyInAnyOrder(Permission.READ, Permission.HANDLE_EVENTS);
        access.roles().put(admin, "on_call", List.of("read"));
        assertThat(access.bySession(session).orElseThrow().permissions()).containsExactly(Permission.READ);
        refused(() -> access.roles().remove(admin, "on_call"), MemberException.Kind.CONFLICT, "olli");
        refused(
                () -> access.roles().put(admin, "viewer", List.of("read", "push")),
                MemberException.Kind.CONFLICT,
                "built in");
        refused(
                () -> access.roles().put(admin, "odd", List.of("read", "fly")),
                MemberException.Kind.BAD_DATA,
                "there is no permission \"fly\"");
        refused(() -> access.roles().put(admin, "odd", List.of("edit_alerts")), MemberException.Kind.BAD_DATA, "read");
        access.members().remove(admin, "olli");
        access.roles().remove(admin, "on_call");
        assertThat(access.roles().find("on_call")).isEmpty();
    }

    @Test
    void aRoleInAWorkspaceIsOneThereAndNowhereElse() {
        Access access = open();
        Principal admin = admin(access);
        access.workspaces().create(admin, "orders");
        String password = String.valueOf(
                access.workspaces().put(admin, "orders", "ann", "developer").password());
        String session = session(access, "ann", password);
        Principal ann = access.bySession(session).orElseThrow();

        assertThat(ann.permissions()).isEmpty();
        assertThat(ann.permissionsIn("orders")).isEqualTo(Role.DEVELOPER.permissions());
        assertThat(ann.permissionsIn("payments")).isEmpty();
        assertThat(access.workspaces().of(ann)).extracting(WorkspaceEntry::name).containsExactly("orders");
        assertThat(admin.permissionsIn("orders")).isEqualTo(Role.SUPER_ADMIN.permissions());
        assertThat(access.workspaces().put(admin, "default", "ann", "viewer").password())
                .isNull();
        assertThat(access.bySession(session).orElseThrow().permissions()).containsExactly(Permission.READ);

        access.workspaces().removeMember(admin, "orders", "ann");
        assertThat(access.bySession(session).orElseThrow().permissionsIn("orders"))
                .isEmpty();
    }

    @Test
    void anAdminOfOneWorkspaceGetsNothingInAnother() {
        Access access = open();
        Principal admin = admin(access);
        access.workspaces().create(admin, "orders");
        String ann = String.valueOf(access.workspaces()
                .put(admin, "orders", "ann", "workspace_admin")
                .password());
        String bob = access.members().add(admin, "bob", "workspace_admin", null);
        Principal ofOrders =
                access.bySession(session(access, "ann", ann)).orElseThrow().about("orders");
        Principal ofDefault = access.bySession(session(access, "bob", bob)).orElseThrow();

        refused(
                () -> access.workspaces().put(ofOrders, "default", "ann", "viewer"),
                MemberException.Kind.FORBIDDEN,
                "not yours");
        refused(
                () -> access.workspaces().put(ofDefault, "orders", "bob", "viewer"),
                MemberException.Kind.FORBIDDEN,
                "not yours");
        refused(
                () -> access.workspaces().put(ofOrders, "orders", "carl", "super_admin"),
                MemberException.Kind.BAD_DATA,
                "everywhere");
        // A password is a way into every workspace of its account.
        refused(
                () -> access.members().resetPassword(ofDefault, "ann", null),
                MemberException.Kind.FORBIDDEN,
                "not yours");
        refused(() -> access.members().remove(ofDefault, "ann"), MemberException.Kind.FORBIDDEN, "not yours");
        // A role is the same in every workspace.
        access.roles().put(admin, "on_call", List.of("read"));
        access.workspaces().put(admin, "orders", "bob", "on_call");
        refused(
                () -> access.roles().put(ofDefault, "on_call", List.of("read", "edit_deployments")),
                MemberException.Kind.FORBIDDEN,
                "not yours");
        refused(() -> access.roles().remove(admin, "on_call"), MemberException.Kind.CONFLICT, "bob");
        assertThat(access.workspaces().put(ofOrders, "orders", "carl", "viewer").password())
                .isNotNull();
    }

    @Test
    void aTokenOfAWorkspaceIsGoodForNoOther() {
        Access access = open();
        Principal admin = admin(access);
        access.workspaces().create(admin, "orders");
        String secret = access.tokens()
                .create(admin, "ci", TokenScope.EDITOR, "orders", null)
                .secret();
        Principal ci = access.byToken(secret).orElseThrow();

        assertThat(ci.permissions()).isEmpty();
        assertThat(ci.permissionsIn("orders")).isEqualTo(Role.DEVELOPER.permissions());
        assertThat(ci.permissionsIn("payments")).isEmpty();
        refused(
                () -> access.tokens().create(ci, "more", TokenScope.VIEWER, null, null),
                MemberException.Kind.FORBIDDEN,
                "more than itself");
        refused(
                () -> access.tokens().create(admin, "nowhere", TokenScope.VIEWER, "nope", null),
                MemberException.Kind.NOT_FOUND,
                "no workspace");

        access.workspaces().remove("orders", List.of());
        assertThat(access.byToken(secret)).isEmpty();
        refused(() -> access.workspaces().remove("default", List.of()), MemberException.Kind.CONFLICT, "stays");
    }

    @Test
    void tokensCarryNoMoreThanTheirScopeAndExpire() {
        Access access = open();
        Principal admin = admin(access);
        Instant end = clock.instant().plus(Duration.ofDays(1));
        ApiTokens.Made viewer = access.tokens().create(admin, "grafana", TokenScope.VIEWER, null, end);
        ApiTokens.Made pusher = access.tokens().create(admin, "vector", TokenScope.PUSH, null, null);

        Principal grafana = access.byToken(viewer.secret()).orElseThrow();
        assertThat(grafana.permissions()).containsExactly(Permission.READ);
        assertThat(access.byToken(pusher.secret()).orElseThrow().permissions()).containsExactly(Permission.PUSH);
        assertThat(access.tokens().of(admin))
                .filteredOn(token -> token.name().equals("grafana"))
                .singleElement()
                .extracting(ApiToken::lastUsedAt)
                .isEqualTo(clock.instant());
        refused(
                () -> access.tokens().create(grafana, "more", TokenScope.OWNER, null, null),
                MemberException.Kind.FORBIDDEN,
                "more than itself");
        refused(
                () -> access.tokens().create(grafana, "more", TokenScope.VIEWER, null, null),
                MemberException.Kind.FORBIDDEN,
                "makes no others");
        refused(() -> access.tokens().revoke(grafana, "vector"), MemberException.Kind.FORBIDDEN, "more than itself");
        refused(
                () -> access.tokens().create(admin, "grafana", TokenScope.VIEWER, null, null),
                MemberException.Kind.CONFLICT,
                "already");

        clock.advance(Duration.ofDays(1));
        assertThat(access.byToken(viewer.secret())).isEmpty();
        access.tokens().revoke(admin, "vector");
        assertThat(access.byToken(pusher.secret())).isEmpty();
    }

    @Test
    void aTokenThatEndsMakesNoneThatEndsLater() {
        Access access = open();
        Instant end = clock.instant().plus(Duration.ofDays(1));
        String secret = access.tokens()
                .create(admin(access), "for-a-day", TokenScope.OWNER, null, end)
                .secret();
        Principal day = access.byToken(secret).orElseThrow();

        refused(
                () -> access.tokens().create(day, "for-ever", TokenScope.VIEWER, null, null),
                MemberException.Kind.FORBIDDEN,
                "good for longer than itself, until " + end);
        refused(
                () -> access.tokens().create(day, "longer", TokenScope.VIEWER, null, end.plusSeconds(1)),
                MemberException.Kind.FORBIDDEN,
                "good for longer than itself");
        assertThat(access.tokens()
                        .create(day, "as-long", TokenScope.VIEWER, null, end)
                        .token()
                        .expiresAt())
                .isEqualTo(end);
    }

    @Test
    void everybodyChangesTheirOwnPasswordWithTheOldOneAndWeakOnesAreRefused() {
        Access access = open();
        Principal admin = admin(access);
        access.members().add(admin, "ann", "viewer", "a long password");
        String session = session(access, "ann", "a long password");
        Principal ann = access.bySession(session).orElseThrow();

        refused(
                () -> access.members().changePassword(ann, "wrong", "another long one"),
                MemberException.Kind.FORBIDDEN,
                "another one");
        refused(
                () -> access.members().changePassword(ann, "a long password", "short"),
                MemberException.Kind.BAD_DATA,
                "10 to 256");
        refused(
                () -> access.members().changePassword(ann, "a long password", "aaaaaaaaaaaa"),
                MemberException.Kind.BAD_DATA,
                "first that somebody would try");
        access.members().changePassword(ann, "a long password", "another long one");

        assertThat(access.bySession(session)).isEmpty();
        assertThat(access.login("ann", "a long password", ADDRESS)).isInstanceOf(LoginResult.Refused.class);
        assertThat(access.login("ann", "another long one", ADDRESS)).isInstanceOf(LoginResult.Granted.class);
    }

    private static void refused(ThrowingCallable change, MemberException.Kind kind, String words) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        MemberException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    private static Principal admin(Access access) {
        return access.bySession(login(access)).orElseThrow();
    }

    private static String session(Access access, String username, String password) {
        return ((LoginResult.Granted) access.login(username, password, ADDRESS)).sessionId();
    }

    private static String login(Access access) {
        String password = access.resetAdminPassword();
        return ((LoginResult.Granted) access.login("admin", password, ADDRESS)).sessionId();
    }
}
