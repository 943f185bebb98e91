namespace HomeLab.Cli.Output;

/// <summary>The words of the fleet, with what they mean to a person.</summary>
static class Tones
{
    public static Cell Outcome(string outcome) => outcome switch
    {
        "" => new Cell("not looked at", Tone.Faint),
        "Converged" or "Applied" => new Cell(outcome, Tone.Good),
        "Stalled" => new Cell(outcome, Tone.Bad),
        _ => new Cell(outcome, Tone.Attention),
    };

    public static Cell Result(string result) => result switch
    {
        "Applied" => new Cell(result, Tone.Good),
        "Rejected" => new Cell(result, Tone.Bad),
        _ => new Cell(result, Tone.Attention),
    };

    public static Cell Health(string health, int flaps)
    {
        var text = flaps > 0 ? $"{health} (flapping)" : health;
        return health switch
        {
            "healthy" => new Cell(text, flaps > 0 ? Tone.Attention : Tone.Good),
            "unhealthy" => new Cell(text, Tone.Bad),
            "absent" or "paused" => new Cell(text, Tone.Faint),
            _ => new Cell(text, Tone.Attention),
        };
    }

    public static Cell Action(string action) => new(action, action switch
    {
        "delete" => Tone.Bad,
        "create" => Tone.Good,
        _ => Tone.Attention,
    });
}
