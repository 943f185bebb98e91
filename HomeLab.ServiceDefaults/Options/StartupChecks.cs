using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Options;

/// <summary>Runs every check, then refuses to start with all that they found.</summary>
sealed class StartupChecks(IServiceProvider services, IEnumerable<StartupCheck> checks, IStartupValidator framework) : IStartupValidator
{
    public void Validate()
    {
        var failures = checks
            .SelectMany(check => Failures(check.Subject, () => check.Run(services)))
            .Concat(Failures("options", framework.Validate))
            .Distinct()
            .ToList();
        if (failures.Count > 0)
        {
            throw new StartRefusedException(
                "The settings are wrong; nothing was started." + string.Concat(failures.Select(f => $"{Environment.NewLine}  - {f}")));
        }
    }

    static IEnumerable<string> Failures(string subject, Action check)
    {
        try
        {
            check();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
        catch (AggregateException e)
        {
            return e.InnerExceptions.SelectMany(inner => inner is OptionsValidationException o ? o.Failures : [inner.Message]);
        }
        catch (InvalidOperationException e)
        {
            // What the binder throws for a value of the wrong type; its message names the setting.
            return [$"{subject}: {e.Message}"];
        }
        catch (StartRefusedException e)
        {
            return [e.Message];
        }
    }

    /// <summary>Options without any setting.</summary>
    internal sealed class Marker;
}
