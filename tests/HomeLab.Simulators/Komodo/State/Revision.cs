using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <param name="Commit">40 hexadecimal digits.</param>
/// <param name="Files">Contents by path.</param>
sealed record Revision(string Commit, string Message, ImmutableDictionary<string, string> Files);
