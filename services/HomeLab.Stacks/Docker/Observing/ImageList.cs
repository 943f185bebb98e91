using Docker.DotNet.Models;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Observing;

/// <summary>Reads what an Engine says of its images.</summary>
static class ImageList
{
    /// <summary>Image ids by everything that people may call them.</summary>
    public static IReadOnlyDictionary<string, string> Ids(IEnumerable<ImagesListResponse> images)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            ids[image.ID] = image.ID;
            foreach (var name in (image.RepoTags ?? []).Concat(image.RepoDigests ?? []).Where(it => !it.Contains("<none>", StringComparison.Ordinal)))
                ids[ImageIndex.Normalize(name)] = image.ID;
        }
        return ids;
    }

    public static ImageDefaults DefaultsOf(ImageInspectResponse image) => image.Config is not { } config ? ImageDefaults.None : new ImageDefaults
    {
        Command = [.. config.Cmd ?? []],
        Entrypoint = [.. config.Entrypoint ?? []],
        Environment = Variables(config.Env),
        Labels = TextMaps.Of(config.Labels),
        ExposedPorts = [.. config.ExposedPorts?.Keys ?? []],
        Volumes = [.. config.Volumes?.Keys ?? []],
        Healthcheck = HealthcheckOf(config.Healthcheck),
        User = config.User ?? "",
        WorkingDir = config.WorkingDir ?? "",
        StopSignal = config.StopSignal ?? "",
    };

    public static TextMap Variables(IEnumerable<string>? environment) => TextMaps.Of(environment?.Select(it =>
        it.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? KeyValuePair.Create(it[..at], it[(at + 1)..]) : KeyValuePair.Create(it, "")));

    public static ComposeHealthcheck? HealthcheckOf(HealthConfig? check) => check is null ? null : new ComposeHealthcheck(
        check.Test is { Count: > 0 } test ? [.. test] : null,
        check.Interval == TimeSpan.Zero ? null : check.Interval,
        check.Timeout == TimeSpan.Zero ? null : check.Timeout,
        check.StartPeriod == 0 ? null : TimeSpan.FromTicks(check.StartPeriod / TimeSpan.NanosecondsPerTick),
        check.Retries == 0 ? null : check.Retries);
}
