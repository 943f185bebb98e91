using System.Globalization;
using HomeLab.Lab;

namespace HomeLab.Cli.Output;

/// <summary>A text in a table or beside a label, of which nothing reaches the terminal as a command.</summary>
readonly record struct Cell
{
    const int Longest = 2000;

    public Cell(string? text, Tone tone = Tone.Plain) => (Text, Tone) = (Printable.Of(text ?? "", Longest), tone);

    public string Text { get => field ?? ""; }

    public Tone Tone { get; }

    public static implicit operator Cell(string? text) => new(text);

    public static implicit operator Cell(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => Text;
}
