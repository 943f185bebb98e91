using System.CommandLine;

namespace HomeLab.Cli.Commands;

static class NumberOptions
{
    /// <summary>Refuses what is not a whole number within these bounds.</summary>
    public static Option<int> Between(this Option<int> option, int least, int most)
    {
        option.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var value) && value >= least && value <= most)
            {
                return value;
            }
            result.AddError($"{option.Name} is a whole number, {least} to {most}.");
            return default;
        };
        return option;
    }
}
