package io.weir.web.auth;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The accounts, as those who look after them do it. Nobody gives or takes what they may not themselves, and a super admin is always left. Thread-safe.
 */
public final class Members {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 256;
    private static final int MOST = 1000;

    private final AccessStore store;
    private final Roles roles;
    private final Passwords passwords;
    private final Clock clock;

    Members(AccessStore store, Roles roles, Passwords passwords, Clock clock) {
        this.store = store;
        this.roles = roles;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** All of them, by name. */
    public List<Member> all() {
        return store.members();
    }

    /** One of them. */
    public Member find(String username) {
        return all().stream()
                .filter(member -> member.username().equals(username))
                .findFirst()
                .orElseThrow(() -> missing(username));
    }

    /**
     * Adds an account.
     *
     * @param password null for a random one
     * @return the password, which is not kept
     */
    public synchronized String add(Principal by, String username, String role, @Nullable String password) {
        Roles.mayGive(by, roles.existing(role));
        return add(username, role, password);
    }

    private String add(String username, String role, @Nullable String password) {
        if (!NAME.matcher(username).matches()) {
            throw MemberException.badData(
                    "a name is up to 64 letters, digits, dots, underscores, hyphens and @, and begins"
                            + " with a letter or a digit; got \"" + username + "\"");
        }
        if (all().stream().anyMatch(member -> member.username().equalsIgnoreCase(username))) {
            throw MemberException.conflict("there is an account " + username + " already");
        }
        if (all().size() >= MOST) {
            throw MemberException.conflict("there are " + MOST + " accounts, which is the most; remove one");
        }
        String secret = password == null ? Tokens.readablePassword() : checked(password, username);
        store.putAccount(new Account(username, role, passwords.hash(secret), clock.instant()));
        return secret;
    }

    /** Adds an account that has no role yet; answers its password. */
    synchronized String addWithoutRole(String username) {
        return add(username, Role.NONE, null);
    }

    /** Leaves an account without a role in the default workspace. */
    synchronized void takeRole(Principal by, String username) {
        Account account = mine(by, username);
        if (username.equals(by.username())) {
            throw MemberException.conflict("nobody takes their own role; ask another admin");
        }
        notTheLast(account);
        store.putAccount(new Account(username, Role.NONE, account.passwordHash(), account.createdAt()));
    }

    /** Gives an account another role, from its next request on. */
    public synchronized Member setRole(Principal by, String username, String role) {
        Account account = mine(by, username);
        Roles.mayGive(by, roles.existing(role));
        if (!role.equals(Role.SUPER_ADMIN.name())) {
            notTheLast(account);
        }
        store.putAccount(new Account(username, role, account.passwordHash(), account.createdAt()));
        return find(username);
    }

    /** Gives an account another password, random when null, and ends its sessions; answers it, and it is not kept. */
    public synchronized String resetPassword(Principal by, String username, @Nullable String password) {
        Account account = whole(by, username);
        String secret = password == null ? Tokens.readablePassword() : checked(password, username);
        store.putAccount(new Account(username, account.role(), passwords.hash(secret), account.createdAt()));
        store.removeSessionsOf(username);
        return secret;
    }

    /** Changes one's own password and ends every session of the account, who asks included. */
    public synchronized void changePassword(Principal by, String old, String password) {
        if (!by.byCookie()) {
            throw MemberException.forbidden("a token changes nobody's password; log in");
        }
        Account account = store.account(by.username()).orElseThrow(() -> missing(by.username()));
        if (old.length() > LONGEST_PASSWORD || !passwords.matches(store.account(by.username()), old)) {
            throw MemberException.forbidden("the password that you have now is another one");
        }
        String secret = checked(password, by.username());
        store.putAccount(new Account(by.username(), account.role(), passwords.hash(secret), account.createdAt()));
        store.removeSessionsOf(by.username());
    }

    /** Removes an account with its sessions and tokens. */
    public synchronized void remove(Principal by, String username) {
        Account account = whole(by, username);
        if (username.equals(by.username())) {
            throw MemberException.conflict("nobody removes their own account; ask another admin");
        }
        notTheLast(account);
        store.removeAccount(username);
    }

    /** An account that whoever asks may change. */
    private Account mine(Principal by, String username) {
        Account account = store.account(username).orElseThrow(() -> missing(username));
        roles.find(account.role()).ifPresent(role -> Roles.mayGive(by, role));
        return account;
    }

    /** An account that whoever asks may change with all that it has: whoever sets its password has its roles in every workspace. */
    private Account whole(Principal by, String username) {
        Account account = mine(by, username);
        if (!username.equals(by.username())) {
            for (WorkspaceMember there : store.workspacesOf(username)) {
                roles.find(there.role()).ifPresent(role -> Roles.mayGive(by.about(there.workspace()), role));
            }
        }
        return account;
    }

    private void notTheLast(Account account) {
        String most = Role.SUPER_ADMIN.name();
        if (account.role().equals(most)
                && all().stream().filter(member -> member.role().equals(most)).count() == 1) {
            throw MemberException.conflict(account.username() + " is the last " + most + "; make another one first");
        }
    }

    private static String checked(String password, String username) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw MemberException.badData(
                    "a password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
        if (password.equalsIgnoreCase(username) || password.chars().distinct().count() < 4) {
            throw MemberException.badData("this password is the first that somebody would try; take another one");
        }
        return password;
    }

    private static MemberException missing(String username) {
        return MemberException.notFound("there is no account " + username);
    }
}
