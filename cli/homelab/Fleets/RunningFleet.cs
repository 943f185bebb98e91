using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Cli.Fleets;

/// <summary>What an AppHost that runs wrote of itself: <c>state.json</c> in its state directory.</summary>
/// <param name="AppHost">Its name: <c>HomeLab.AppHost</c>.</param>
/// <param name="Directory">Of its project.</param>
sealed record RunningFleet(
    string AppHost, string Directory, int ProcessId, DateTimeOffset StartedAt, bool IsReady,
    IReadOnlyDictionary<string, RunningFleet.Resource> Resources, IReadOnlyDictionary<string, string?> Parameters)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [JsonIgnore]
    public string File { get; init; } = "";

    public string? OperatorSecret => Parameters.GetValueOrDefault("operator-secret");

    /// <summary>The directory above the AppHost's, where people work.</summary>
    public string Checkout => Path.GetDirectoryName(Directory) ?? Directory;

    /// <summary>What answers gRPC, by name.</summary>
    public Dictionary<string, Uri> Services() => Resources
        .Where(it => it.Value.Endpoints.ContainsKey("grpc"))
        .ToDictionary(it => it.Key, it => new Uri(it.Value.Endpoints["grpc"]));

    /// <summary>Null where the text is not what an AppHost writes.</summary>
    public static RunningFleet? Read(string file)
    {
        try
        {
            var fleet = JsonSerializer.Deserialize<RunningFleet>(System.IO.File.ReadAllText(file), Json);
            return fleet is { AppHost: not null, Directory: not null, Resources: not null, Parameters: not null } ? fleet with { File = file } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public sealed record Resource(IReadOnlyDictionary<string, string> Endpoints);
}
