using System.Text;

namespace HomeLab.Lab;

/// <summary>Texts of strangers, fit for a line, a key of the database and a message.</summary>
public static class Printable
{
    /// <summary>At most <paramref name="length"/> characters, without control characters and broken surrogates.</summary>
    public static string Of(string text, int length)
    {
        var printable = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (printable.Length >= length)
                return printable.Append('…').ToString();
            printable.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }
        return printable.ToString();
    }
}
