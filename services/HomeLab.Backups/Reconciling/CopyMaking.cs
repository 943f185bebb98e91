using System.Globalization;
using System.Text.Json;
using HomeLab.Backups.Copying;
using HomeLab.Backups.Repositories;
using HomeLab.Backups.Sources;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Backups.Reconciling;

/// <summary>Makes one copy: the data first, and then the word that all of it is there, which alone counts and is fenced.</summary>
sealed class CopyMaking(KnownRepositories repositories, CopyShelf shelf, VolumeSources volumes, OwnDatabases databases, IOptions<BackupsOptions> options, TimeProvider time)
{
    public async Task<Settlement> MakeAsync(ReconcileContext context, WantedBackup wanted, string why, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(options.Value.CopyTimeout);
        var source = wanted.Volume is { } volume ? await volumes.OfAsync(volume, late.Token) : DatabaseOf(wanted.Address);
        var (repository, id) = await repositories.OpenAsync(wanted.Policy, late.Token);
        var (at, path) = (time.GetUtcNow(), CopyShelf.PathOf(wanted.Address, source.Method));
        var (bytes, sha256) = (0L, "");
        var snapshot = await shelf.StoreAsync(
            repository, wanted.Address, path,
            async (to, token) =>
            {
                await using var counted = new CountedStream(to);
                await source.WriteAsync(counted, token);
                (bytes, sha256) = (counted.Bytes, counted.Sha256);
            },
            late.Token);
        // restic keeps milliseconds as well as we do.
        var copy = new Copy(snapshot, DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), path, bytes, sha256, source.Method);
        var draft = new IntentDraft($"restic/{id[..10]}/{wanted.Address}", "copy", null, JsonSerializer.Serialize(copy), why);
        var intent = (await context.Intents.OpenAsync([draft], options.Value.CallTimeout, cancellationToken))[0];
        var settlement = await ConfirmAsync(repository, wanted.Address, copy, intent, cancellationToken);
        await context.Intents.SettleAsync([(intent, settlement)], alsoWrite: null, cancellationToken);
        return settlement;
    }

    async Task<Settlement> ConfirmAsync(Restic.ResticRepository repository, string address, Copy copy, Intent intent, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(options.Value.CallTimeout);
        try
        {
            await shelf.ConfirmAsync(repository, address, copy, intent.Id, late.Token);
            return new Settlement.Applied(copy.Id, string.Create(CultureInfo.InvariantCulture, $$"""{"bytes":{{copy.Bytes}},"sha256":"{{copy.Sha256}}"}"""));
        }
        catch (Restic.ResticException exception)
        {
            // What it wrote before it failed may count.
            return new Settlement.Unconfirmed(new Reason($"Restic{exception.Code}", exception.Message));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Settlement.Unconfirmed(new Reason("Timeout", "restic did not end in time"));
        }
    }

    CopySource DatabaseOf(string address) => databases.Find(address) is { } database
        ? DatabaseDump.Of(database)
        : throw new SourceException("NotConnected", $"this service has no connection string for {address}");
}
