using System.Globalization;
using HomeLab.Simulators.Faults;

namespace HomeLab.Simulators.Pages;

/// <summary>A rule as a person fills it in.</summary>
static class FaultForm
{
    /// <returns>The rule, or null and the mistakes.</returns>
    public static (FaultRule? Rule, string Mistakes) Read(IFormCollection form)
    {
        if (!Enum.TryParse<FaultEffect>(form["effect"], ignoreCase: true, out var effect)
            || !Enum.TryParse<FaultBody>(form["body"], ignoreCase: true, out var body))
            return (null, "The effect or the body is none of those offered.");
        var rule = new FaultRule
        {
            Effect = effect,
            Body = body,
            Method = Text(form, "method", "*"),
            Path = Text(form, "path", "**"),
            Times = (int?)Number(form, "times"),
            Probability = Number(form, "probability") ?? 1,
            ForSeconds = Number(form, "forSeconds"),
            Seconds = Number(form, "seconds") ?? 1,
            Status = (int)(Number(form, "status") ?? 503),
        };
        var mistakes = string.Join(' ', rule.Mistakes());
        return mistakes.Length == 0 ? (rule, "") : (null, mistakes);
    }

    static string Text(IFormCollection form, string name, string otherwise) =>
        form[name].ToString().Trim() is { Length: > 0 } value ? value : otherwise;

    static double? Number(IFormCollection form, string name) =>
        double.TryParse(form[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
