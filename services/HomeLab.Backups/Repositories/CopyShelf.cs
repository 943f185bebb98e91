using System.Globalization;
using System.Text.Json;
using HomeLab.Restic;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Backups.Repositories;

/// <summary>
/// Copies in a repository. The data alone is none: a second, small snapshot says that all of it is there, for restic takes the end of what it is given for the
/// end of the file, also where the one who gave it died.
/// </summary>
sealed class CopyShelf(Installation installation)
{
    const string Data = "kind=data";
    const string Whole = "kind=copy";

    /// <summary>Stores the data. It is no copy yet.</summary>
    /// <returns>restic's id of the snapshot.</returns>
    public async Task<string> StoreAsync(ResticRepository repository, string address, string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        string[] tags = [.. await OwnAsync(address, cancellationToken), Data, $"run={Guid.CreateVersion7()}"];
        await repository.BackUpAsync(path, tags, write, cancellationToken);
        var stored = await repository.ListAsync(tags, cancellationToken);
        return stored.Count == 1 ? stored[0].Id : throw new ResticException(ResticException.Failed, "what was stored is not found in the repository");
    }

    /// <summary>Says that the copy is whole.</summary>
    public async Task ConfirmAsync(ResticRepository repository, string address, Copy copy, Guid change, CancellationToken cancellationToken)
    {
        string[] tags =
        [
            .. await OwnAsync(address, cancellationToken), Whole, $"change={change}", $"data={copy.Id}", $"at={copy.At.ToUnixTimeMilliseconds()}",
            string.Create(CultureInfo.InvariantCulture, $"bytes={copy.Bytes}"), $"sha256={copy.Sha256}", $"method={copy.Method}",
        ];
        await repository.BackUpAsync($"/{address}.copy.json", tags, (stream, token) => JsonSerializer.SerializeAsync(stream, copy, cancellationToken: token), cancellationToken);
    }

    /// <returns>The copy that the change made; null: it made none.</returns>
    public static async Task<Copy?> FindAsync(ResticRepository repository, Guid change, CancellationToken cancellationToken) =>
        (await repository.ListAsync([Whole, $"change={change}"], cancellationToken)).Select(Of).OfType<Copy>().FirstOrDefault();

    /// <returns>Those of anybody, as after this service lost its database; the newest first.</returns>
    public static Task<IReadOnlyList<Copy>> ListAsync(ResticRepository repository, string address, CancellationToken cancellationToken) =>
        ListAsync(repository, [$"address={address}"], cancellationToken);

    /// <returns>The newest of this installation's; null: there is none.</returns>
    public async Task<Copy?> NewestAsync(ResticRepository repository, string address, CancellationToken cancellationToken) =>
        await ListAsync(repository, await OwnAsync(address, cancellationToken), cancellationToken) is [var newest, ..] ? newest : null;

    public static string PathOf(string address, string method) => $"/{address}.{(method == CopyMethods.Files ? "tar" : "dump")}";

    static async Task<IReadOnlyList<Copy>> ListAsync(ResticRepository repository, string[] tags, CancellationToken cancellationToken)
    {
        var snapshots = await repository.ListAsync(tags, cancellationToken);
        // Somebody may have had restic forget the data alone.
        var stored = snapshots.Where(it => it.Tags.Contains(Data)).Select(it => it.Id).ToHashSet(StringComparer.Ordinal);
        return [.. snapshots.Where(it => it.Tags.Contains(Whole)).Select(Of).OfType<Copy>().Where(it => stored.Contains(it.Id)).OrderByDescending(it => it.At)];
    }

    async Task<string[]> OwnAsync(string address, CancellationToken cancellationToken) => [$"homelab={await installation.GetIdAsync(cancellationToken)}", $"address={address}"];

    /// <returns>Null: somebody else wrote it, and it says nothing.</returns>
    static Copy? Of(ResticSnapshot snapshot) =>
        long.TryParse(snapshot.Tag("at"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && long.TryParse(snapshot.Tag("bytes"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new Copy(snapshot.Tag("data"), DateTimeOffset.FromUnixTimeMilliseconds(at), PathOf(snapshot.Tag("address"), snapshot.Tag("method")), bytes, snapshot.Tag("sha256"), snapshot.Tag("method"))
            : null;
}
