namespace HomeLab.Inventory.Systems.Readiness;

/// <summary>An endpoint or document whose records wait for the health of something.</summary>
/// <param name="Thing">An object's address, or as a person calls a system.</param>
sealed record WaitingThing(string Address, string Thing, bool Withdraw);
