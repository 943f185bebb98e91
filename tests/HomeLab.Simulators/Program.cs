using HomeLab.Simulators;

await SimulatorHost.Build(args).RunAsync();
