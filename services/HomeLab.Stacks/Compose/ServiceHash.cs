using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Compose;

/// <summary>One value for one wish: what a service's containers are made of, with the content of the files that they get.</summary>
/// <remarks>Maps are sorted by their bytes, numbers and durations are written the same in every culture and time zone.</remarks>
static class ServiceHash
{
    static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Of(ComposeProject project, ComposeService service, IEnumerable<DeliveredFile> files) => Digest(new
    {
        Service = service,
        Networks = service.Networking.Networks.Keys.Select(it => project.Networks[it].Name),
        Volumes = service.Storage.Volumes.Where(it => it is { Kind: MountKind.Volume, Source.Length: > 0 }).Select(it => project.Volumes[it.Source].Name),
        Files = OfFiles(files),
    });

    public static string Of(ServiceHook hook) => Digest(hook);

    /// <summary>Of the files alone; empty where there are none.</summary>
    public static string OfFiles(IEnumerable<DeliveredFile> files)
    {
        var lines = files.Select(it => new { it.Target, Content = Convert.ToHexStringLower(SHA256.HashData(it.Content.Span)), it.Mode, it.Uid, it.Gid }).ToArray();
        return lines.Length == 0 ? "" : Digest(lines);
    }

    static string Digest<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Json)));
}
