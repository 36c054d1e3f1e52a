// The entry point follows with the engine.
return 0;
