using HomeLab.Simulators.Faults;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators;

/// <summary>What is known of a request to a simulated system while it runs; a feature of its context.</summary>
sealed class SimulatedRequest(ISimulatedSystem system, string path, string credential)
{
    public ISimulatedSystem System { get; } = system;

    /// <summary>Relative to the system's API root.</summary>
    public string Path { get; } = path;

    public string Credential { get; } = credential;

    public bool IsRead { get; init; }

    /// <summary>The name of what it is about; empty where nobody asked, or its system does not tell.</summary>
    public string Object { get; set; } = "";

    /// <summary>Whether the system's state changed.</summary>
    public bool IsApplied { get; set; }

    /// <summary>What of it changed, where the system tells.</summary>
    public List<RequestEffect> Effects { get; } = [];

    public bool IsLate { get; init; }

    /// <summary>Runs before the connection is cut instead of answering.</summary>
    public Action? Cutting { get; set; }

    /// <summary>How far reads lag behind writes.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>Whether a list shows only some of its entries, and which; null: all.</summary>
    public Func<int, bool>? Shows { get; set; }

    /// <summary>Whether another installation than the known one answers.</summary>
    public bool HasWrongIdentity { get; set; }

    /// <summary>Whether something else is done to what it is about.</summary>
    public bool IsBusy { get; set; }

    /// <summary>How what it begins goes on after its answer; null: as it should.</summary>
    public FaultRule? Aftermath { get; set; }

    public List<int> Faults { get; } = [];

    public static SimulatedRequest? Recognise(HttpRequest request, IEnumerable<ISimulatedSystem> systems)
    {
        foreach (var system in systems)
            foreach (var prefix in system.Prefixes)
                if (request.Path.StartsWithSegments(prefix, out var rest))
                    return new SimulatedRequest(system, rest.HasValue ? rest.Value : "/", system.Identify(request)) { IsRead = system.IsRead(request) };
        return null;
    }
}
