using System.ComponentModel.DataAnnotations;
using HomeLab.Simulators.Proxmox.Seeds;

namespace HomeLab.Simulators.Proxmox;

/// <summary>The simulated Proxmox VE installations, under <c>Simulators:Proxmox</c>.</summary>
/// <remarks>With no cluster configured there is the demo lab's: see <see cref="DemoCluster"/>.</remarks>
public sealed class ProxmoxOptions
{
    public const string Section = "Simulators:Proxmox";

    /// <summary>Each hangs at <c>/proxmox/{Name}/api2/json</c>, and at <c>/api2/json</c> of its nodes' own ports.</summary>
    public IReadOnlyList<ClusterSeed> Clusters { get; init; } = [];

    /// <summary>The demo host's own port, on loopback and with TLS; 0: a free one, null: none.</summary>
    [Range(0, 65_535)]
    public int? DemoPort { get; init; }

    /// <summary>How long a task runs by the simulators' clock, unless an outcome says otherwise; seconds.</summary>
    [Range(0.0, 86_400.0)]
    public double TaskSeconds { get; init; } = 1;

    /// <summary>How far <c>/cluster/resources</c> lags behind in what is measured; seconds.</summary>
    [Range(0.0, 3_600.0)]
    public double ResourceCacheSeconds { get; init; } = 10;

    /// <summary>How long a refusal for missing or wrong credentials is held back; seconds of real time.</summary>
    [Range(0.0, 60.0)]
    public double AuthenticationDelaySeconds { get; init; } = 3;

    /// <summary>Whether every number is told as a string. Which are differs between versions, so a client has to take both.</summary>
    public bool AreNumbersStrings { get; init; }
}
