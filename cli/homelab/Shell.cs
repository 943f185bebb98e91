using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Cli;

/// <summary>What the command line was started from: everything that it reads of, or writes to, its surroundings.</summary>
/// <param name="Width">Columns of the terminal; null where the output goes elsewhere, and nothing is cut.</param>
/// <param name="Variable">An environment variable; null or empty: not set.</param>
sealed record Shell(
    TextWriter Out, TextWriter Error, int? Width, bool HasColour, Func<string, string?> Variable, string Directory, TimeProvider Time)
{
    const int Narrowest = 40;

    public static Shell OfThisProcess()
    {
        var variables = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var isTerminal = !Console.IsOutputRedirected;
        // Shells keep COLUMNS to themselves; who exports it wants lines of that length, wherever they go.
        var columns = int.TryParse(variables["COLUMNS"], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted
            : isTerminal ? Console.WindowWidth : 0;
        return new Shell(
            Console.Out, Console.Error, WidthOf(columns),
            isTerminal && string.IsNullOrEmpty(variables["NO_COLOR"]) && variables["TERM"] != "dumb",
            name => variables[name], Environment.CurrentDirectory, TimeProvider.System);
    }

    /// <summary>A note beside the answer; never in its way.</summary>
    public void Note(string text) => Error.WriteLine($"homelab: {text}");

    // Some terminals say 0 when they do not know.
    static int? WidthOf(int columns) => columns > 0 ? Math.Max(columns, Narrowest) : null;
}
