using HomeLab.Simulators.Komodo.Seeds;

namespace HomeLab.Simulators.Komodo;

/// <summary>The simulated Komodo Cores, under <c>Simulators:Komodo</c>.</summary>
/// <remarks>With none configured there is the demo lab's: see <see cref="DemoCore"/>.</remarks>
public sealed class KomodoOptions
{
    public const string Section = "Simulators:Komodo";

    /// <summary>Each hangs at <c>/komodo/{Name}</c>.</summary>
    public IReadOnlyList<CoreSeed> Cores { get; init; } = [];

    /// <summary>How long everything that is carried out takes by the simulators' clock; seconds.</summary>
    [System.ComponentModel.DataAnnotations.Range(0.0, 86_400.0)]
    public double DeploySeconds { get; init; } = 1;

    /// <summary>
    /// How often a Core looks at its servers by the simulators' clock; seconds. What happens behind its back shows then, or when it has carried
    /// something out there. 0: at once.
    /// </summary>
    [System.ComponentModel.DataAnnotations.Range(0.0, 86_400.0)]
    public double PollSeconds { get; init; }
}
