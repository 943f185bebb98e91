namespace HomeLab.Lab;

/// <summary>Why something cannot be: a text that a person wrote become a name, or a source be read.</summary>
/// <param name="Code">Constant for machines.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Text">What was refused, as written but printable and short; empty where nothing was.</param>
public sealed record Refusal(string Code, string Message, string Text)
{
    public string Message { get; } = Printable.Of(Message, 600);

    public string Text { get; } = Printable.Of(Text, 253);
}
