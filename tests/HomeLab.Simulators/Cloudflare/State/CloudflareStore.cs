using HomeLab.Simulators.Persistence;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare.State;

/// <summary>The account: one writer at a time, kept before it is answered.</summary>
sealed class CloudflareStore
{
    const string File = "cloudflare";

    /// <summary>States that a stale read can go back to.</summary>
    const int RememberedStates = 2000;

    readonly Lock gate = new();
    readonly Queue<(DateTimeOffset Since, Account Account)> past = new();
    readonly DataDirectory directory;
    readonly CloudflareOptions options;
    readonly TimeProvider clock;

    public CloudflareStore(DataDirectory directory, IOptions<CloudflareOptions> options, TimeProvider clock)
    {
        this.directory = directory;
        this.options = options.Value;
        this.clock = clock;
        Current = Load();
        // Kept before the first write, so that the seed's record ids survive a restart.
        directory.Save(File, StoredAccount.Of(Current));
        past.Enqueue((DateTimeOffset.MinValue, Current));
    }

    /// <summary>Raised after a change was kept.</summary>
    public event Action? Changed;

    public Account Current { get; private set; }

    public Account AsOf(DateTimeOffset at)
    {
        lock (gate)
            return past.LastOrDefault(state => state.Since <= at, past.Peek()).Account;
    }

    public T Change<T>(Func<Account, (Account Account, T Result)> change)
    {
        T result;
        lock (gate)
        {
            (var after, result) = change(Current);
            if (ReferenceEquals(after, Current))
                return result;
            Keep(after);
        }

        Changed?.Invoke();
        return result;
    }

    public void Reset()
    {
        lock (gate)
            Keep(Account.Of(AccountSeed.Zones(options, clock.GetUtcNow())));
        Changed?.Invoke();
    }

    void Keep(Account account)
    {
        directory.Save(File, StoredAccount.Of(account));
        Current = account;
        past.Enqueue((clock.GetUtcNow(), account));
        while (past.Count > RememberedStates)
            past.Dequeue();
    }

    Account Load()
    {
        var seeded = AccountSeed.Zones(options, clock.GetUtcNow());
        if (directory.Load<StoredAccount>(File) is not { } stored)
            return Account.Of(seeded);
        if (stored.Version != StoredAccount.CurrentVersion)
            throw new InvalidOperationException($"The kept Cloudflare state has version {stored.Version}; this simulator reads {StoredAccount.CurrentVersion}.");
        var kept = stored.Zones.Select(zone => ZoneState.Of(zone.Zone, zone.Records)).ToList();
        return Account.Of([.. kept, .. seeded.Where(zone => kept.All(other => other.Zone.Name != zone.Zone.Name))]);
    }
}
