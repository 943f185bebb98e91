namespace HomeLab.Inventory.Resources;

/// <param name="Facts">JSON object, as its source wrote it.</param>
sealed record KeptResource(string Address, string Uid, string Facts);
