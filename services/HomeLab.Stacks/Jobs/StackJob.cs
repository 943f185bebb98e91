using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Stacks.Jobs;

/// <summary>A command that labels of a service have run by the clock in its container.</summary>
/// <param name="File">Where its stack is declared.</param>
sealed record StackJob(string Stack, string Service, JobLabels Labels, string File)
{
    const char Joint = '#';
    const string Stopped = "stopped";

    /// <summary><c>docker/nas/shop#app/backup</c>.</summary>
    public string Key { get; } = $"{Stack}{Joint}{Service}/{Labels.Name}";

    /// <summary>Why it is not run; empty: it is.</summary>
    public string Problem => Labels.Problem.Length > 0 ? $"{File}: services.{Service}.labels: {Labels.Problem}" : "";

    /// <summary>Of what is run where and when: another one is another job.</summary>
    public string Definition { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', Labels.Schedule, Labels.Zone, Labels.Command))));

    public static string StackOf(string key) => key.IndexOf(Joint, StringComparison.Ordinal) is >= 0 and var at ? key[..at] : key;

    /// <summary>What follows the stack in the key: <c>app/backup</c>.</summary>
    public static string NameOf(string key) => key[(StackOf(key).Length + 1)..];

    /// <summary>Of a stack on an Engine, those whose service is to run.</summary>
    public static IReadOnlyList<StackJob> Of(DesiredStack stack)
    {
        if (stack.Engine is null || stack.State == Stopped || !stack.ProjectJson.Contains(JobLabels.Prefix, StringComparison.Ordinal))
            return [];
        using var project = JsonDocument.Parse(stack.ProjectJson);
        if (!project.RootElement.TryGetProperty("services", out var services) || services.ValueKind != JsonValueKind.Object)
            return [];
        return
        [
            .. services.EnumerateObject().Where(it => IsActive(it.Value, stack))
                .SelectMany(it => JobLabels.Read(LabelsOf(it.Value)).Select(job => new StackJob(stack.Key, it.Name, job, stack.File))).OrderBy(it => it.Key, StringComparer.Ordinal),
        ];
    }

    static bool IsActive(JsonElement service, DesiredStack stack) =>
        service.ValueKind == JsonValueKind.Object
        && (!service.TryGetProperty("profiles", out var profiles) || profiles.ValueKind != JsonValueKind.Array || profiles.GetArrayLength() == 0
            || profiles.EnumerateArray().Any(it => stack.Profiles.Contains(it.ToString())));

    static TextMap LabelsOf(JsonElement service) => service.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Object
        ? TextMaps.Of(labels.EnumerateObject().Select(it => KeyValuePair.Create(it.Name, it.Value.ToString())))
        : TextMaps.Empty;
}
