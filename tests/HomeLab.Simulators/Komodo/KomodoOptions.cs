using HomeLab.Simulators.Komodo.Seeds;

namespace HomeLab.Simulators.Komodo;

/// <summary>The simulated Komodo Cores, under <c>Simulators:Komodo</c>.</summary>
/// <remarks>With none configured there is the demo lab's: see <see cref="DemoCore"/>.</remarks>
public sealed class KomodoOptions
{
    public const string Section = "Simulators:Komodo";

    /// <summary>Each hangs at <c>/komodo/{Name}</c>.</summary>
    public IReadOnlyList<CoreSeed> Cores { get; init; } = [];

    /// <summary>How long a deployment takes by the simulators' clock; seconds.</summary>
    [System.ComponentModel.DataAnnotations.Range(0.0, 86_400.0)]
    public double DeploySeconds { get; init; } = 1;
}
