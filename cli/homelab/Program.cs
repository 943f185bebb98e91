using HomeLab.Cli;

return await CommandLine.RunAsync(args, Shell.OfThisProcess());
