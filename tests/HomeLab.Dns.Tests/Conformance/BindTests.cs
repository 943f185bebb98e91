using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Dns.Tests.Conformance;

[SuiteRequires(Requirement.Bind, Requirement.DnsTools)]
public sealed class BindTests() : NameServerConformance(NameServerSoftware.Bind);
