namespace HomeLab.Inventory.Traefik;

/// <param name="Text">Of a name or a quoted text, without its quotes.</param>
/// <param name="Column">1-based.</param>
readonly record struct RuleToken(RuleTokenKind Kind, string Text, int Column)
{
    public string Describe() => Kind switch
    {
        RuleTokenKind.End => "the end of the rule",
        RuleTokenKind.Name => $"`{Text}`",
        RuleTokenKind.Quoted => "a quoted text",
        _ => $"`{Text}`",
    };
}

enum RuleTokenKind
{
    Name,
    Quoted,
    And,
    Or,
    Not,
    Open,
    Close,
    Comma,
    End,
}
