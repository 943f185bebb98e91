using Microsoft.Extensions.Configuration;

static class LabExtensions
{
    const string Setting = "HOMELAB_LAB";

    /// <summary>Where a published fleet finds its lab: a volume that the operator mounts.</summary>
    const string Mounted = "/lab";

    /// <summary>The directory that <c>HOMELAB_LAB</c> names; the demo lab without it.</summary>
    public static string LabDirectory(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return Mounted;
        }
        var demo = Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", "deploy", "labs", "demo"));
        var lab = builder.Configuration[Setting] is { Length: > 0 } named ? Path.GetFullPath(named) : demo;
        return Directory.Exists(lab)
            ? lab
            : throw new DistributedApplicationException($"{Setting} is '{lab}', which is no directory. Name the one that holds lab.yaml.");
    }

    /// <summary>Whether simulators stand in for the systems outside: for the demo lab, or where <c>HOMELAB_SIMULATORS</c> says so.</summary>
    public static bool UsesSimulators(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode
        && (builder.Configuration.GetValue<bool?>("HOMELAB_SIMULATORS") ?? string.IsNullOrEmpty(builder.Configuration[Setting]));
}
