namespace HomeLab.Cli.Output;

/// <summary>How a text is meant; a colour where there are colours, and never the only sign.</summary>
enum Tone
{
    Plain,
    Good,
    Attention,
    Bad,
    Faint,
}
