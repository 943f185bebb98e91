using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Docker;

/// <summary>An engine's volumes. What stands before an engine may keep them from us: then they stay as they were last seen.</summary>
sealed partial class VolumeList(string host, SourceLease lease, Observations observations)
{
    public const string Kind = "docker.volume";

    static readonly Dictionary<string, string> NoLabels = [];

    Dictionary<string, ObservedResource>? known;

    /// <summary>Whether nobody gave it a name, so that the next container gets another one.</summary>
    public static bool IsAnonymous(string name) => Anonymous().IsMatch(name);

    public async Task<IReadOnlyList<ObservedResource>> ReadAsync(IDockerClient client, CancellationToken cancellationToken)
    {
        known ??= (await observations.KnownAsync(lease, cancellationToken)).Values.Where(it => it.Kind == Kind).Select(Of).ToDictionary(it => it.Address, StringComparer.Ordinal);
        if (await ListAsync(client, cancellationToken) is not { } listed)
            return [.. known.Values];
        // A list that leaves something out proves no absence.
        foreach (var (address, missing) in known)
        {
            if (!listed.ContainsKey(address) && await IsThereAsync(client, missing.Name, cancellationToken))
                listed.Add(address, missing);
        }
        known = listed;
        return [.. known.Values.OrderBy(it => it.Address, StringComparer.Ordinal)];
    }

    /// <returns>Null: it may not be listed.</returns>
    async Task<Dictionary<string, ObservedResource>?> ListAsync(IDockerClient client, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.Volumes.ListAsync(cancellationToken);
            return (answer?.Volumes ?? []).Where(it => it.Name is not null && Name().IsMatch(it.Name)).Select(Of).DistinctBy(it => it.Address).ToDictionary(it => it.Address, StringComparer.Ordinal);
        }
        catch (DockerApiException)
        {
            return null;
        }
    }

    static async Task<bool> IsThereAsync(IDockerClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            await client.Volumes.InspectAsync(name, cancellationToken);
            return true;
        }
        catch (DockerApiException exception)
        {
            return exception.StatusCode != HttpStatusCode.NotFound;
        }
    }

    ObservedResource Of(VolumeResponse volume) => new(
        $"docker/{host}/volume/{volume.Name}", "", Kind, volume.Name, "", "", NoLabels,
        new JsonObject { ["driver"] = volume.Driver, ["anonymous"] = IsAnonymous(volume.Name) }.ToJsonString());

    static ObservedResource Of(ResourceState it) => new(it.Address, it.Uid, it.Kind, it.Name, it.State, it.Image, NoLabels, it.Facts);

    /// <summary>https://github.com/moby/moby/blob/master/daemon/names/names.go</summary>
    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$")]
    private static partial Regex Name();

    /// <summary>The engine names them itself.</summary>
    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Anonymous();
}
