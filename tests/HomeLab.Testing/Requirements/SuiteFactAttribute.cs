using Xunit;
using Xunit.Sdk;

namespace HomeLab.Testing.Requirements;

/// <summary>A fact of an abstract suite; skipped in a class whose <see cref="SuiteRequiresAttribute"/> names what is missing.</summary>
[XunitTestCaseDiscoverer("HomeLab.Testing.Requirements.SuiteFactDiscoverer", "HomeLab.Testing")]
public sealed class SuiteFactAttribute : FactAttribute;
