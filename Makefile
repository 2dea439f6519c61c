# A thin front on CMake and Ninja. `make run` and `make test` do all the set-up on a fresh Debian 12.

BUILD  ?= build
CHECK  := build-check
CLANG  := build-clang
TSAN   := build-tsan
FUZZ   := build-fuzz
FUZZ_SECONDS ?= 30

# What each target needs beside the compiler that Debian calls build-essential. tools/need.sh installs what is missing, and says so.
BUILD_PACKAGES := gcc libc6-dev cmake ninja-build
TEST_PACKAGES  := $(BUILD_PACKAGES) pkg-config libcmocka-dev python3
CHECK_PACKAGES := $(TEST_PACKAGES) clang clang-format clang-tidy libclang-rt-14-dev

.PHONY: all run test test-c check tsan fuzz bench cover cases-update format install clean

all:
	@tools/need.sh $(BUILD_PACKAGES)
	@cmake -S . -B $(BUILD) -G Ninja -DDULATI_TESTS=OFF > /dev/null
	@ninja -C $(BUILD) --quiet

run: all
	$(BUILD)/dulati code --format table examples/miners.jsonl

test: test-c

# The last line counts every test: unit, cases, laws, parity, command line, faults, replayed fuzz findings.
test-c:
	@tools/need.sh $(TEST_PACKAGES)
	@cmake -S . -B $(BUILD) -G Ninja -DDULATI_TESTS=ON > /dev/null
	@ninja -C $(BUILD) --quiet
	@tests/run.sh $(BUILD)

# Warnings are errors under both compilers; layout; clang-tidy; all tests under the address and undefined-behaviour sanitizers.
check:
	@tools/need.sh $(CHECK_PACKAGES)
	tools/check_format.sh
	CC=gcc cmake -S . -B $(CHECK) -G Ninja -DDULATI_WERROR=ON > /dev/null && ninja -C $(CHECK) --quiet
	CC=clang cmake -S . -B $(CLANG) -G Ninja -DDULATI_WERROR=ON -DDULATI_SANITIZE=ON > /dev/null && ninja -C $(CLANG) --quiet
	tools/check_tidy.sh $(CLANG)
	tests/run.sh $(CLANG)

tsan:
	@tools/need.sh $(TEST_PACKAGES)
	CC=gcc cmake -S . -B $(TSAN) -G Ninja -DDULATI_TSAN=ON > /dev/null && ninja -C $(TSAN) --quiet
	sh tests/cli/threads.sh $(TSAN)

fuzz:
	@tools/need.sh $(CHECK_PACKAGES)
	CC=clang cmake -S . -B $(FUZZ) -G Ninja -DDULATI_FUZZ=ON -DDULATI_TESTS=OFF > /dev/null && ninja -C $(FUZZ) --quiet
	tests/fuzz/run.sh $(FUZZ) $(FUZZ_SECONDS)

bench: all
	@ninja -C $(BUILD) --quiet dulati_kernels
	$(BUILD)/dulati_kernels
	python3 bench/speed.py $(BUILD)/dulati $(BENCH_TEXT) --lengths --instructions

cover:
	@tools/need.sh $(TEST_PACKAGES) gcovr
	CC=gcc CFLAGS="--coverage -O1" cmake -S . -B build-cover -G Ninja > /dev/null && ninja -C build-cover --quiet
	tests/run.sh build-cover
	gcovr -r . --object-directory build-cover --filter src/ --filter cli/ --print-summary | tail -n 3

cases-update:
	@cmake -S . -B $(BUILD) -G Ninja -DDULATI_TESTS=ON > /dev/null && ninja -C $(BUILD) --quiet
	DULATI_CASES_UPDATE=1 $(BUILD)/tests/test_cases
	git diff --stat tests/cases

format:
	@tools/need.sh clang-format
	clang-format -i $$(git ls-files '*.c' '*.h' | grep -v '_table.c')

# make install [PREFIX=/usr/local] [DESTDIR=...]
install: all
	cmake --install $(BUILD) $(if $(PREFIX),--prefix $(PREFIX))

clean:
	rm -rf build build-check build-clang build-tsan build-fuzz build-cover
