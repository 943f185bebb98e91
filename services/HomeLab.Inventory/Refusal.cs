namespace HomeLab.Inventory;

/// <summary>Why something that a person wrote cannot become a name.</summary>
/// <param name="Code">Constant for machines.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Text">What was refused, as written; empty where nothing was.</param>
sealed record Refusal(string Code, string Message, string Text);
