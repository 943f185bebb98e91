using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>What is to be carried out, on what, now that its time has come.</summary>
/// <param name="Services">Empty: all.</param>
/// <param name="Incarnation">Another for every order: of it the ids of new containers are made.</param>
sealed record WorkOrder(Core Core, Stack Stack, ImmutableList<string> Services, bool RemovesOrphans, string Incarnation, DateTimeOffset Now)
{
    public Server Server => Core.FindServer(Stack.ServerId)!;

    public bool Concerns(string service) => Services.IsEmpty || Services.Contains(service);
}
