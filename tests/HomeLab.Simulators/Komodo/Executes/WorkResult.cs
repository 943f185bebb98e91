using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>What came of carrying something out.</summary>
/// <param name="Effects">What became of containers, such as <c>create web-app-1</c>.</param>
sealed record WorkResult(Core Core, ImmutableList<UpdateLog> Logs, ImmutableList<string> Effects);
