using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>How something still looks to Core, which has not looked since.</summary>
/// <param name="Until">When it looks again, unless something is carried out on that server before.</param>
/// <param name="State">The server's; null where it is about a stack.</param>
/// <param name="Containers">The stack's, by service; null where it is about a server.</param>
sealed record Unseen(string ServerId, DateTimeOffset Until, string? State, ImmutableSortedDictionary<string, Container>? Containers);
