using HomeLab.Crash.Workload;

namespace HomeLab.Crash.Checking;

/// <summary>Where the books of one fleet are.</summary>
/// <param name="Outside">The simulators' root.</param>
/// <param name="Broker">With its virtual host.</param>
/// <param name="Inventory">A connection string, as the next two.</param>
sealed record BookSources(HttpClient Http, Uri Outside, Uri Broker, LabRepository Lab, string Inventory, string Dns, string Recorder);
