using HomeLab.Komodo.Core;
using HomeLab.Komodo.Transport;

namespace HomeLab.Komodo;

public sealed partial class KomodoClient
{
    public async Task<KomodoVersion> GetVersionAsync(CancellationToken cancellationToken)
    {
        const string Purpose = "read Komodo's version";
        var answer = await ReadAsync<VersionAnswer>("GetVersion", Purpose, new { }, cancellationToken);
        return KomodoVersion.Parse(answer.Version) ?? throw new KomodoException(KomodoFailure.Unreadable, $"Failed to {Purpose}: what it says is no version.");
    }

    public Task<CoreInfo> GetCoreInfoAsync(CancellationToken cancellationToken) =>
        ReadAsync<CoreInfo>("GetCoreInfo", "read what Core says of itself", new { }, cancellationToken);

    /// <summary>Whom the key belongs to.</summary>
    public Task<KomodoUser> GetUserAsync(KomodoVersion version, CancellationToken cancellationToken)
    {
        const string Purpose = "read the key's user";
        return SendAsync<KomodoUser>(
            version.HasUserPath ? new Call(HttpMethod.Get, "user", Purpose, null) : new Call(HttpMethod.Post, "auth/GetUser", Purpose, new { }), cancellationToken);
    }

    sealed record VersionAnswer
    {
        public required string Version { get; init; }
    }
}
