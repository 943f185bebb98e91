using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HomeLab.Testing.Requirements;

/// <summary>Finds the facts of a suite in each class that takes it on.</summary>
public sealed class SuiteFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        return [new SuiteTestCase(messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
    }

    sealed class SuiteTestCase : XunitTestCase
    {
        /// <summary>By which xunit brings it to another process.</summary>
        [Obsolete("For xunit alone.")]
        public SuiteTestCase()
        {
        }

        public SuiteTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
            : base(messages, display, options, method)
        {
        }

        protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
            TestMethod.TestClass.Class.ToRuntimeType().GetCustomAttribute<SuiteRequiresAttribute>() is { } needs
                ? Machine.WhyMissing(needs.Requirements)
                : null;
    }
}
